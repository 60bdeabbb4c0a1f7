/**
 * The lines of YAML that `parseYaml` reads, as patterns that RE2 and JavaScript take alike: the native function and the Rego that is
 * emitted for it both follow them. Entries of a block stand between U+0004 and U+0005, and what belongs to one follows it after "\r"
 * (a line of its own) or "\f" (a line that is empty or a comment).
 */

const quoted = `"(?:[^"\\\\\\n\\f\\r\\x05]|\\\\(?:["\\\\bfnrt]|u(?:[0-9A-Ca-cEeFf][0-9A-Fa-f]|[Dd][0-7])[0-9A-Fa-f][0-9A-Fa-f]))*"`;
/** Of up to 15 digits, which are alike everywhere, and not -0. */
const number = "0|-?[1-9][0-9]{0,14}|(?:0|-?[1-9][0-9]{0,7})[.][0-9]{1,6}|-0[.][0-9]{0,5}[1-9]";
/** What stands in JSON as it does in YAML. */
const same = `${number}|true|false|null|${quoted}`;
const single = `'(?:[^'\\n\\f\\r\\x05]|'')*'`;
const flow = "[\\[{][^\\n\\f\\r\\x05]*[\\]}]";
const comment = "(?: +#[^\\n\\f\\r\\x05]*)?";

/** Words without quotes: no colon before a space, and no # behind one. */
function words(signs: string): string {
  const word = (others: string) => `(?::*[^ :${others}${signs}\\n\\f\\r\\x05])`;
  const first = `(?:[^ !"#%&'*,:>?@\\[\\]\\x60{|}\\-${signs}\\n\\f\\r\\x05]|[\\-:][^ :${signs}\\n\\f\\r\\x05])`;
  return `${first}${word("")}*(?: +${word("#")}${word("")}*)*`;
}

/** A value as JSON has it, words, one in single quotes, in brackets; a style, and the rest. */
export const yamlValue = `(?: +(?:(${same}|\\[\\]|\\{\\})|(${words("")})|(${single})|(${flow}))${comment} *(?:\\f[^\\n\\r\\x05]*)?|(?: +([|>]-?))?${comment} *((?:[\\f\\r][^\\n\\x05]*)?))`;

/** A key in double quotes, single ones or none, and what follows its colon. */
export const yamlEntry = [
  `\\x04(?:("[^"\\\\\\n\\f\\r\\x05]*")|'([^'"\\\\\\n\\f\\r\\x05]+)'|(${words('"\\\\')})) *:`,
  yamlValue,
  "\\x05|\\x04[^\\x05]*\\x05",
] as const;

/** What follows the dash of an item: the same, or what begins a block there, or what is none. */
export const yamlItem = ["\\x04", yamlValue, "\\x05|\\x04( [^\\n\\x05]*)\\x05|\\x04([^\\x05]*)\\x05"] as const;

const flowWord = "[\\-A-Za-z0-9_./$()@+=~*^&;%]";
const flowWords = `(?:[A-Za-z0-9_./$(~]|-[\\-A-Za-z0-9_./$(])${flowWord}*(?::+${flowWord}+)*(?: +${flowWord}+(?::+${flowWord}+)*)*`;

/** A sign in brackets, or a value as JSON has it, in single quotes or none, and the sign that follows. */
export const yamlToken = ` *(?:([\\[{\\]},]|${quoted}:)|(?:(${same})|('[^'"\\\\]*')|(${flowWords})) *([,\\]}]|: ))`;

const flowScalar = ` *(?:${same}|'[^'"\\\\]*'|${flowWords}) *`;
/** A list in brackets that has no other ones in it. */
export const yamlFlatList = `^\\[(?:${flowScalar},)*${flowScalar}\\]$`;

/** What is in a block of text, whose lines begin with "\n" and what is no line of it with "\r". */
export const yamlContent = "^((?:[\\r\\n]*\\n *[^ \\r\\n][^\\r\\n]*)+)(?:\\r *(?:#[^\\r\\n]*)?|\\n)*$";

/** Words that some reader takes for no text: those of YAML 1.1, numbers, times. */
export const yamlSpecials: readonly string[] = [
  "[yYnN]|[yY][eE][sS]|[nN][oO]|[oO][nN]|[oO][fF][fF]",
  "[tT][rR][uU][eE]|[fF][aA][lL][sS][eE]|[nN][uU][lL][lL]|<<|=|-+|[+]",
  "[\\-+]?[.](?:[iI][nN][fF]|[nN][aA][nN])",
  "[\\-+]?_*(?:[0-9][0-9_]*[.]?|[.])[0-9_]*(?:[eE]_*[\\-+]?[0-9_]*)?|[\\-+]?[eE][\\-+]?[0-9]+",
  "[\\-+]?_*0_*(?:[bB][01_]*|[oO][0-7_]*|[xX][0-9a-fA-F_]*)",
  "[\\-+]?[0-9][0-9_]*(?::[0-9_]+)+(?:[.][0-9_]*)?",
  "[0-9][0-9][0-9][0-9]-[0-9][^\\x03]*",
];

/** What stands before the first line that says something. */
export const yamlStart = "^(?:\\f[^\\n]*)?(?:\\n---(?: +#[^\\f\\n]*)? *(?:\\f[^\\n]*)?)?";
