# Makes stories by splicing: awk -v out=DIR -v n=10000 -f splice.awk PAIRS...
# PAIRS are lines of English, tab, Japanese.  Each story has twelve pairs taken at
# random; one in five is missing on each side.  DIR/en and DIR/ja have to be there;
# DIR/gold.tsv says which file belongs to which.
BEGIN { FS = "\t"; srand(7) }
length($1) > 40 && length($1) < 400 { en[++k] = $1; ja[k] = $2 }
END {
	for (i = 0; i < n; i++)
		order[i] = i
	for (i = n - 1; i > 0; i--) {
		j = int(rand() * (i + 1))
		x = order[i]; order[i] = order[j]; order[j] = x
	}
	for (i = 0; i < n; i++) {
		a = sprintf("%s/en/%05d.txt", out, i)
		b = sprintf("%s/ja/%05d.txt", out, order[i])
		for (s = 0; s < 12; s++) {
			p = 1 + int(rand() * k)
			if (s == 0 || rand() > .2) print en[p] "\n" >a
			if (s == 0 || rand() > .2) print ja[p] "\n" >b
		}
		close(a); close(b)
		printf "%05d\t%05d\n", i, order[i] >(out "/gold.tsv")
	}
}
