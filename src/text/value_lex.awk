# The words of values as a C table, from tm/lexicon/values-LANG.tsv.  Called with
# LC_ALL=C, once for the rows, which the caller sorts, and once to write them:
#
#	awk -f value_lex.awk FILE | sort | awk -v lang=LANG -f value_lex.awk
#
# A row is: form, rank of the class, class, amount, unit.  The ranks are those of
# enum ty_lex_class.
BEGIN {
	FS = OFS = "\t"
	n = split("number scale ordinal fraction multiple month weekday era " \
		  "clock symbol word count money percent point duration " \
		  "temperature length area weight volume rate power pressure", \
		  class, " ")
	for (i = 1; i <= n; i++)
		rank[class[i]] = i
}

lang == "" && !/^#/ && NF {
	n = split($4, form, "|")
	for (i = 1; i <= n; i++)
		printf "%s\t%02d\t%s\t%s\t%s\n", form[i], rank[$1], $1, $2, $3
}

# A number as struct ty_decimal has it: digits, of which so many behind the
# point; zeros before the first digit only behind the point.
function decimal(s,	places, k, out, point) {
	point = index(s, ".")
	places = point ? length(s) - point : 0
	sub(/\./, "", s)
	while (length(s) > places && s ~ /^0/)
		s = substr(s, 2)
	for (k = 1; k <= length(s); k++)
		out = out (k > 1 ? ", " : "") substr(s, k, 1)
	return "{ " length(s) ", " places ", false, { " (out == "" ? "0" : out) " } }"
}

function quoted(s) {
	gsub(/["\\]/, "\\\\&", s)
	return "\"" s "\""
}

lang != "" {
	if (NR == 1)
		print "const struct ty_lex_entry ty_lex_" lang "[] = {"
	print "{ " quoted($1) ", " length($1) ", TY_LEX_" toupper($3) ", " \
	      decimal($4) ", " quoted($5) " },"
}

END {
	if (lang == "")
		exit
	print "};\nconst size_t ty_lex_" lang "_len = " NR ";"
}
