const show = {
  ms: (value) =>
    value >= 1000
      ? `${(value / 1000).toFixed(2)} s`
      : value >= 10
        ? `${Math.round(value)} ms`
        : `${value.toFixed(2)} ms`,
  bytes: (value) => `${Math.round(value / 2 ** 20)} MiB`,
  ratio: (value) => `${value.toFixed(2)}×`,
};

/** Rows as lines of text: name, figure, CPU time, budget, and what is to be said. */
export function table(rows) {
  const head = ["", "measured", "CPU", "budget", ""];
  const lines = rows.map(({ name, unit, value, cpu, budget, over, note, left, failure }) => [
    name,
    value === undefined ? "-" : show[unit](value),
    cpu === undefined ? "" : show.ms(cpu),
    budget === undefined ? "" : show[unit](budget),
    [over ? "over budget" : "", note ?? "", left && `left out: ${left}`, failure && `failed: ${failure}`]
      .filter((text) => text)
      .join("; "),
  ]);
  return columns([head, ...lines], [0, 4]);
}

/** Rows of texts as lines of text. Figures are at the right of their columns, words at the left. */
export function columns(rows, words = [0]) {
  const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => row[column].length)));
  const pad = (text, column) => (words.includes(column) ? text.padEnd(widths[column]) : text.padStart(widths[column]));
  return rows.map((row) => row.map(pad).join("  ").trimEnd()).join("\n");
}
