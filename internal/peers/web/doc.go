// Package web opens the page of examples/web in Chromium, as a person does.
//
// The test lives in this module because the driver, chromedp, is heavy and nobody who
// runs a program of examples should have to fetch it.
package web
