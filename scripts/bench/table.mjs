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
  const widths = head.map((_, column) => Math.max(...[head, ...lines].map((line) => line[column].length)));
  const pad = (text, column) =>
    column === 0 || column === 4 ? text.padEnd(widths[column]) : text.padStart(widths[column]);
  return [head, ...lines].map((line) => line.map(pad).join("  ").trimEnd()).join("\n");
}
