export const LIMIT = 1;
export const words = ["a", "init"];
export enum Tone {
  Low = "low",
  High = "high",
}
export const checks = {
  isShort: (text: string) => text.length <= LIMIT,
};
export function shorten(text: string, max = 10): string {
  return text.length > max ? `${text.slice(0, max - 1)}…` : text;
}
export default function quote(text: string): string {
  return `"${text.replaceAll('"', '\\"')}"`;
}
