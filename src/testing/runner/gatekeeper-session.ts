import { randomUUID } from "node:crypto";
import type { Json, Violation } from "../../model.js";
import { type Gatekeeper, openGatekeeper } from "../gatekeeper/client.js";
import { gatekeeperEvaluator, gatekeeperName } from "../gatekeeper/evaluator.js";
import type { StatedQuestion } from "../stated-question.js";
import { answerWorkers, type GatekeeperChannel } from "./gatekeeper-channel.js";

/** Gatekeeper for the runs of one vitest: one process, which all of its workers ask. */
export class GatekeeperSession {
  /** What a worker has to know to ask it. */
  readonly channel: GatekeeperChannel;
  readonly #gatekeeper: Gatekeeper;
  readonly #stopAnswering: () => void;
  /** What was loaded last of each kind, and whether Gatekeeper took it. */
  readonly #templates = new Map<string, { readonly text: string; readonly loaded: Promise<unknown> }>();

  private constructor(gatekeeper: Gatekeeper) {
    this.#gatekeeper = gatekeeper;
    this.channel = { name: gatekeeperName(gatekeeper), id: `gatewright-${randomUUID()}` };
    this.#stopAnswering = answerWorkers(this.channel, (kind, question) => this.#evaluate(kind, question));
  }

  /** @param file the runner */
  static async open(file: string): Promise<GatekeeperSession> {
    return new GatekeeperSession(await openGatekeeper(file));
  }

  /** Loads the templates that have changed, by kind. A template that Gatekeeper refuses is an error of each question about it. */
  load(templates: ReadonlyMap<string, Json>): void {
    for (const [kind, template] of templates) {
      const text = JSON.stringify(template);
      if (this.#templates.get(kind)?.text === text) continue;
      const loaded = this.#gatekeeper.load(template);
      loaded.catch(() => {});
      this.#templates.set(kind, { text, loaded });
    }
  }

  async close(): Promise<void> {
    this.#stopAnswering();
    await this.#gatekeeper.close();
  }

  async #evaluate(kind: string, question: StatedQuestion): Promise<readonly Violation[]> {
    await this.#templates.get(kind)?.loaded;
    return gatekeeperEvaluator(this.#gatekeeper, kind).evaluate(question);
  }
}
