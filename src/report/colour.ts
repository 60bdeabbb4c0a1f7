/** Marks text for a terminal, or leaves it as it is. Which of the two is passed in. */
export interface Colours {
  readonly bold: (text: string) => string;
  readonly dim: (text: string) => string;
  readonly red: (text: string) => string;
  readonly green: (text: string) => string;
  readonly yellow: (text: string) => string;
  readonly cyan: (text: string) => string;
}

const ansi = (open: number, close: number) => (text: string) => `\u001b[${open}m${text}\u001b[${close}m`;

const coloured: Colours = Object.freeze({
  bold: ansi(1, 22),
  dim: ansi(2, 22),
  red: ansi(31, 39),
  green: ansi(32, 39),
  yellow: ansi(33, 39),
  cyan: ansi(36, 39),
});

const same = (text: string) => text;
const plain: Colours = Object.freeze({ bold: same, dim: same, red: same, green: same, yellow: same, cyan: same });

/** The colours of a report: ANSI sequences when `enabled`, otherwise none. */
export function colours(enabled: boolean): Colours {
  return enabled ? coloured : plain;
}
