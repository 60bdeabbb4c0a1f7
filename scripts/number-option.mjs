/** The number that an option states. */
export function numberOf(name, text) {
  const number = Number(text);
  if (!(number > 0)) throw new Error(`--${name} takes a number above 0, and not ${JSON.stringify(text)}`);
  return number;
}
