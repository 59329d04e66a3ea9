// Command chs computes customer health scores from metric files.
package main

import (
	"os"

	"chs/cmd"
)

func main() {
	os.Exit(cmd.Main(os.Args[1:], os.Stdin, os.Stdout, os.Stderr))
}
