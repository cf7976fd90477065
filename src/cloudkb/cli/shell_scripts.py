"""How each shell asks for completions: `cloudkb --complete`, whatever cloudkb is on the path.

A name typed with a folder, as `./cloudkb`, is never run to complete it.
"""

_BASH = """\
_cloudkb() {
    local IFS=$'\\n' lines=() line
    COMPREPLY=()
    lines=($(cloudkb --complete "$COMP_CWORD" "${COMP_WORDS[@]}" 2>/dev/null))
    case ${lines[0]-} in
        files) compopt -o default ;;
        folders) compopt -o dirnames ;;
        open) compopt -o nospace ;;
    esac
    for line in "${lines[@]:1}"; do
        COMPREPLY+=("${line%%$'\\t'*}")
    done
}
complete -F _cloudkb cloudkb
"""

_ZSH = """\
#compdef cloudkb
_cloudkb() {
    local -a lines ids shown options
    local line
    lines=("${(@f)$(cloudkb --complete $((CURRENT - 1)) "${words[@]}" 2>/dev/null)}")
    case ${lines[1]-} in
        files) _files; return ;;
        folders) _files -/; return ;;
        open) options=(-S '') ;;
    esac
    for line in "${lines[@]:1}"; do
        ids+=("${line%%$'\\t'*}")
        shown+=("${line/$'\\t'/  }")
    done
    (( ${#ids} )) && compadd -U -l -d shown "${options[@]}" -a ids
}
if [[ ${funcstack[1]-} = _cloudkb ]]; then
    _cloudkb "$@"
else
    (( ${+functions[compdef]} )) || { autoload -Uz compinit && compinit -i; }
    compdef _cloudkb cloudkb
fi
"""

_FISH = """\
function __cloudkb_complete
    set -l words (commandline -opc)
    set -l current (commandline -ct)
    set -l lines (cloudkb --complete (count $words) $words "$current" 2>/dev/null)
    switch "$lines[1]"
        case files
            __fish_complete_path "$current"
        case folders
            __fish_complete_directories "$current"
        case '*'
            string join \\n -- $lines[2..-1]
    end
end
complete -c cloudkb -f -a '(__cloudkb_complete)'
"""

SCRIPTS = {"bash": _BASH, "zsh": _ZSH, "fish": _FISH}
