# bash completion for taiyaku.  It asks the program itself, so that it never
# falls behind: commands from --help, options from COMMAND --help.

_taiyaku()
{
	local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD-1]}
	local command= i
	for ((i = 1; i < COMP_CWORD; i++)); do
		case ${COMP_WORDS[i]} in
		-m|-s|-t|--memory|--source|--target|--lang-pair) ((i++)) ;;
		-*) ;;
		*) command=${COMP_WORDS[i]}; break ;;
		esac
	done
	COMPREPLY=()
	case $prev in
	-f|--format)
		COMPREPLY=($(compgen -W "tmx tsv xliff html text beads json tbx utx csv" -- "$cur"))
		return ;;
	-s|-t|-l|--source|--target|--lang)
		COMPREPLY=($(compgen -W "en ja" -- "$cur"))
		return ;;
	--kind)
		COMPREPLY=($(compgen -W "human aligned imported machine" -- "$cur"))
		return ;;
	--lang-pair)
		COMPREPLY=($(compgen -W "en:ja ja:en" -- "$cur"))
		return ;;
	esac
	if [[ $command == @(term|lexicon) && $prev == "$command" && $cur != -* ]]; then
		COMPREPLY=($(compgen -W "$(LANGUAGE=C taiyaku "$command" --help 2>/dev/null |
			sed -n 's/^  \([a-z][a-z]*\)  .*/\1/p')" -- "$cur"))
	elif [[ -z $command && $cur != -* ]]; then
		COMPREPLY=($(compgen -W "$(LANGUAGE=C taiyaku --help 2>/dev/null |
			sed -n 's/^  \([a-z][a-z]*\)  .*/\1/p')" -- "$cur"))
	elif [[ $cur == -* ]]; then
		[[ $command != @(term|lexicon) ]] || command="$command ${COMP_WORDS[i+1]}"
		COMPREPLY=($(compgen -W "$(LANGUAGE=C taiyaku ${command:-init} --help 2>/dev/null |
			grep -oE -- '--[a-z-]+')" -- "$cur"))
	else
		compopt -o default
	fi
}
complete -F _taiyaku taiyaku
