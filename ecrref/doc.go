package ecrref
