/** A stream that a command writes to. */
export interface Output {
  readonly write: (text: string) => void;
  /** Whether text may carry ANSI colours. */
  readonly colour: boolean;
  /** Whether a person is watching: progress is shown only then. */
  readonly interactive: boolean;
}

/** What a command sees of the world, apart from the file system. */
export interface Terminal {
  /** The working folder, absolute. */
  readonly cwd: string;
  readonly env: { readonly [name: string]: string | undefined };
  /** Results, and nothing else. */
  readonly stdout: Output;
  /** Progress, errors and advice. */
  readonly stderr: Output;
}

/** The terminal of this process. A reader that goes away (`| head`) ends the output quietly. */
export function processTerminal(): Terminal {
  return Object.freeze({
    cwd: process.cwd(),
    env: process.env,
    stdout: streamOutput(process.stdout),
    stderr: streamOutput(process.stderr),
  });
}

function streamOutput(stream: NodeJS.WriteStream): Output {
  stream.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") throw error;
  });
  const interactive = stream.isTTY === true && process.env.TERM !== "dumb";
  return Object.freeze({
    write: (text: string) => {
      stream.write(text);
    },
    colour: wantsColour(process.env, interactive),
    interactive,
  });
}

/** NO_COLOR wins, then FORCE_COLOR (`0` and `false` turn it off), then whether the stream is a terminal. */
export function wantsColour(env: Terminal["env"], interactive: boolean): boolean {
  if (env.NO_COLOR) return false;
  const forced = env.FORCE_COLOR;
  if (forced !== undefined) return forced !== "0" && forced !== "false";
  return interactive;
}
