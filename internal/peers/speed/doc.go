// Speed measures ecrkit beside the libraries that other programs use, and how
// its cost grows with its input, and writes docs/speed.md with its plots. In
// internal/peers:
//
//	GOWORK=off go run ./speed            prints the page
//	GOWORK=off go run ./speed -write     writes it and its plots into docs
//	GOWORK=off go run ./speed -quick     runs each row once: its figures mean nothing
//
// Everything is measured in turns in one process, so that what disturbs one
// library disturbs the other too, and the least disturbed turn counts. It takes
// about five minutes of the processor.
package main
