package match

// EditDistance counts the letters to insert, delete or replace that make a from b.
func EditDistance(a, b string) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		diagonal := row[0]
		row[0] = i + 1
		for j := range len(b) {
			replaced := diagonal
			if a[i] != b[j] {
				replaced++
			}
			diagonal = row[j+1]
			row[j+1] = min(row[j]+1, row[j+1]+1, replaced)
		}
	}
	return row[len(b)]
}

// IsNear reports whether two letters or less make a from b.
func IsNear(a, b string) bool {
	return max(len(a), len(b))-min(len(a), len(b)) <= 2 && EditDistance(a, b) <= 2
}
