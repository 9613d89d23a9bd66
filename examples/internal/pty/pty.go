//go:build linux

// Package pty gives tests a terminal.
package pty

import (
	"fmt"
	"os"
	"syscall"
	"unsafe"
)

// Open returns both ends of a new terminal: a program that is tested holds
// terminal, and what it writes there is read from screen.
func Open(columns int) (screen, terminal *os.File, err error) {
	screen, err = os.OpenFile("/dev/ptmx", os.O_RDWR|syscall.O_NOCTTY, 0)
	if err != nil {
		return nil, nil, err
	}
	var number, unlocked uint32
	size := [4]uint16{24, uint16(columns)} // rows, columns, pixels
	for _, c := range []struct {
		request uintptr
		value   unsafe.Pointer
	}{
		{syscall.TIOCGPTN, unsafe.Pointer(&number)}, {syscall.TIOCSPTLCK, unsafe.Pointer(&unlocked)}, {syscall.TIOCSWINSZ, unsafe.Pointer(&size)},
	} {
		if _, _, code := syscall.Syscall(syscall.SYS_IOCTL, screen.Fd(), c.request, uintptr(c.value)); code != 0 {
			screen.Close()
			return nil, nil, code
		}
	}
	terminal, err = os.OpenFile(fmt.Sprintf("/dev/pts/%d", number), os.O_RDWR|syscall.O_NOCTTY, 0)
	if err != nil {
		screen.Close()
	}
	return screen, terminal, err
}
