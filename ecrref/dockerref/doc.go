package dockerref
