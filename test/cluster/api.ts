import { Agent, request } from "node:https";
import type { Json } from "../../src/model.js";

export type Fields = { readonly [key: string]: Json };

/** What the API server said. */
export interface Answer {
  readonly status: number;
  readonly body: Fields;
}

/** Somebody whom the API server is to take a request for. */
export interface User {
  readonly username?: string;
  readonly uid?: string;
  readonly groups?: readonly string[];
  readonly extra?: { readonly [key: string]: readonly string[] };
}

/** A kind of objects as the API server serves it. */
export interface Resource {
  readonly plural: string;
  readonly namespaced: boolean;
}

/** Speaks to an API server, as a user of the group system:masters or for somebody else. */
export class Api {
  readonly #host: { readonly port: number; readonly token: string; readonly ca: string };
  readonly #agent = new Agent({ keepAlive: true, maxSockets: 16 });
  readonly #served = new Map<string, Promise<ReadonlyMap<string, Resource>>>();
  /** How many requests were sent. */
  sent = 0;

  constructor(host: { readonly port: number; readonly token: string; readonly ca: string }) {
    this.#host = host;
  }

  send(method: string, path: string, body?: Json, user?: User): Promise<Answer> {
    this.sent++;
    const { port, token, ca } = this.#host;
    const type = method === "PATCH" ? "application/merge-patch+json" : "application/json";
    const text = body === undefined ? "" : JSON.stringify(body);
    const length = { "content-type": type, "content-length": Buffer.byteLength(text) };
    const headers = { authorization: `Bearer ${token}`, ...length, ...impersonation(user) };
    return new Promise((resolve, reject) => {
      const to = { host: "127.0.0.1", port, path, method, headers, ca, agent: this.#agent };
      const sent = request(to, (response) => {
        const parts: Buffer[] = [];
        response.on("data", (part: Buffer) => parts.push(part));
        response.on("error", reject);
        response.on("end", () =>
          resolve({ status: response.statusCode ?? 0, body: parsed(Buffer.concat(parts).toString()) }),
        );
      });
      sent.on("error", reject);
      sent.end(text);
    });
  }

  /** As `send`, for what has to succeed. */
  async ask(method: string, path: string, body?: Json): Promise<Fields> {
    const { status, body: answer } = await this.send(method, path, body);
    if (status >= 200 && status < 300) return answer;
    throw new Error(`${method} ${path} gave ${status}: ${String(answer["message"] ?? JSON.stringify(answer))}`);
  }

  /** How a kind is served, or undefined when it is not. What is not served now is asked for again. */
  async resource(apiVersion: string, kind: string): Promise<Resource | undefined> {
    const known = this.#served.get(apiVersion) ?? this.#resources(apiVersion);
    this.#served.set(apiVersion, known);
    const found = (await known).get(kind);
    if (found === undefined) this.#served.delete(apiVersion);
    return found;
  }

  close(): void {
    this.#agent.destroy();
  }

  async #resources(apiVersion: string): Promise<ReadonlyMap<string, Resource>> {
    const { status, body } = await this.send("GET", pathOf(apiVersion));
    if (status !== 200) return new Map();
    const listed = body["resources"] as unknown as readonly (Resource & {
      readonly name: string;
      readonly kind: string;
    })[];
    const whole = listed.filter(({ name }) => !name.includes("/"));
    return new Map(whole.map(({ name, kind, namespaced }) => [kind, { plural: name, namespaced }]));
  }
}

/** The path of an API version, or of objects in it. */
export function pathOf(apiVersion: string, ...steps: readonly (string | undefined)[]): string {
  const start = apiVersion.includes("/") ? `/apis/${apiVersion}` : `/api/${apiVersion}`;
  return [start, ...steps.filter((step) => step !== undefined).map(encodeURIComponent)].join("/");
}

function parsed(text: string): Fields {
  try {
    return JSON.parse(text);
  } catch {
    return { message: text };
  }
}

function impersonation(user: User | undefined): { readonly [name: string]: string | readonly string[] } {
  if (user?.username === undefined) return {};
  const extra = Object.entries(user.extra ?? {}).map(([key, values]) => [
    `impersonate-extra-${encodeURIComponent(key)}`,
    [...values],
  ]);
  return {
    "impersonate-user": user.username,
    ...(user.uid === undefined ? {} : { "impersonate-uid": user.uid }),
    ...(user.groups === undefined ? {} : { "impersonate-group": [...user.groups] }),
    ...Object.fromEntries(extra),
  };
}
