// Writes the runs of src/language/printable.ts.
package main

import (
	"fmt"
	"strconv"
	"unicode/utf8"
)

func main() {
	printable, start := false, 0
	for code := 0; code <= utf8.MaxRune; code++ {
		if strconv.IsPrint(rune(code)) != printable {
			fmt.Print(strconv.FormatInt(int64(code-start), 36), " ")
			printable, start = !printable, code
		}
	}
	fmt.Println()
}
