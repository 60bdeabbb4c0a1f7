/** A place in a fixture file. Lines and columns count from 1. */
export interface Place {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** A fixture that cannot be used. The message starts with its place: `fixtures/denied-a.yaml:3:7: …`. */
export class FixtureError extends Error {
  override readonly name = "FixtureError";
  readonly place: Place;

  constructor(place: Place, problem: string) {
    super(`${place.file}:${place.line}:${place.column}: ${problem}`);
    this.place = place;
  }
}
