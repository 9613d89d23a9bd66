package main

import (
	"fmt"
	"strconv"
)

// duration shows nanoseconds with three digits.
func duration(ns float64) string { return scaled(ns, 1000, "ns", "µs", "ms", "s") }

// memory shows bytes.
func memory(bytes uint64) string { return scaled(float64(bytes), 1000, "B", "kB", "MB", "GB") }

// amount shows a size in its unit.
func amount(n int, unit string) string {
	switch {
	case unit == "byte" && n%1024 == 0:
		return scaled(float64(n), 1024, "B", "KiB", "MiB")
	case unit == "byte":
		return scaled(float64(n), 1000, "B", "kB", "MB", "GB")
	case n == 1:
		return "1 " + unit
	}
	return grouped(n) + " " + unit + "s"
}

func scaled(v, step float64, units ...string) string {
	for len(units) > 1 && v >= step {
		v, units = v/step, units[1:]
	}
	return strconv.FormatFloat(digits(v), 'f', -1, 64) + " " + units[0]
}

// digits rounds to three digits.
func digits(v float64) float64 {
	v, _ = strconv.ParseFloat(strconv.FormatFloat(v, 'g', 3, 64), 64)
	return v
}

// times shows a ratio.
func times(v float64) string { return strconv.FormatFloat(digits(v), 'f', -1, 64) }

// grouped shows a number with commas.
func grouped(n int) string {
	if n < 1000 {
		return fmt.Sprint(n)
	}
	return fmt.Sprintf("%s,%03d", grouped(n/1000), n%1000)
}
