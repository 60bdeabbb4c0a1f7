/**
 * How tests ask Gatekeeper: matchers answer at once, and so does this. A worker posts its question and sleeps; the main thread, where
 * Gatekeeper's process is looked after, posts the answer and wakes it. Both sides are here, as they have to fit.
 */
import { BroadcastChannel, type MessagePort, receiveMessageOnPort, threadId } from "node:worker_threads";
import type { Violation } from "../../model.js";
import { GatekeeperError, type Stage } from "../gatekeeper/gatekeeper-error.js";
import type { GatekeeperWay } from "../installed.js";
import type { StatedQuestion } from "../stated-question.js";

/** Where to ask: plain data, for the workers. */
export interface GatekeeperChannel {
  /** What Gatekeeper is called in reports, with its version. */
  readonly name: string;
  readonly id: string;
}

interface Asked {
  readonly id: number;
  readonly worker: number;
  /** Becomes 1 when the answer is there. */
  readonly signal: Int32Array;
  readonly kind: string;
  readonly question: StatedQuestion;
}

type Answer = { readonly id: number } & (
  | { readonly violations: readonly Violation[]; readonly error?: never }
  | { readonly violations?: never; readonly error: { readonly stage: Stage; readonly message: string } }
);

/** Longer than Gatekeeper's process may take, so that its own error is told. */
const PATIENCE_MS = 120_000;

/** In the main thread: answers every worker's questions, until the function that it returns is called. */
export function answerWorkers(
  { id: channel }: GatekeeperChannel,
  evaluate: (kind: string, question: StatedQuestion) => Promise<readonly Violation[]>,
): () => void {
  const questions = opened(channel);
  const workers = new Map<number, BroadcastChannel>();
  questions.onmessage = async (event) => {
    const { id, worker, signal, kind, question } = (event as { readonly data: Asked }).data;
    const answer = await evaluate(kind, question).then(
      (violations): Answer => ({ id, violations }),
      (error: Error): Answer => ({
        id,
        error: { stage: error instanceof GatekeeperError ? error.stage : "runner", message: error.message },
      }),
    );
    const answers = workers.get(worker) ?? opened(answersFor(channel, worker));
    workers.set(worker, answers);
    answers.postMessage(answer);
    Atomics.store(signal, 0, 1);
    Atomics.notify(signal, 0);
  };
  return () => {
    for (const one of [questions, ...workers.values()]) one.close();
  };
}

/** In a worker: Gatekeeper as a way to run policies that answers at once. It throws a GatekeeperError. */
export function askMainThread({ name, id: channel }: GatekeeperChannel): GatekeeperWay {
  const questions = opened(channel);
  const answers = opened(answersFor(channel, threadId));
  let lastId = 0;
  return {
    name,
    evaluate(kind, question) {
      const asked = {
        id: ++lastId,
        worker: threadId,
        signal: new Int32Array(new SharedArrayBuffer(4)),
        kind,
        question,
      };
      questions.postMessage(asked satisfies Asked);
      Atomics.wait(asked.signal, 0, 0, PATIENCE_MS);
      let answer = received(answers);
      // An answer that came too late for an earlier question is passed over.
      while (answer !== undefined && answer.id !== asked.id) answer = received(answers);
      if (answer === undefined) throw new GatekeeperError("runner", `no answer came within ${PATIENCE_MS} ms`);
      if (answer.error !== undefined) throw new GatekeeperError(answer.error.stage, answer.error.message);
      return answer.violations;
    },
  };
}

function received(answers: BroadcastChannel): Answer | undefined {
  // Node takes either; its types know of ports only.
  return receiveMessageOnPort(answers as unknown as MessagePort)?.message;
}

/** A channel that keeps no thread alive. */
function opened(name: string): BroadcastChannel {
  const channel = new BroadcastChannel(name);
  channel.unref();
  return channel;
}

function answersFor(channel: string, worker: number): string {
  return `${channel}-${worker}`;
}
