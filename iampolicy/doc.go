package iampolicy
