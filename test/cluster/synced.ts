import { type Fields, pathOf } from "./api.js";
import type { ControlPlane } from "./control-plane.js";
import { takenIn } from "./taken-in.js";

/** A template that tells what is in the inventory: the uid and the version of each object. */
const probe = {
  apiVersion: "templates.gatekeeper.sh/v1",
  kind: "ConstraintTemplate",
  metadata: { name: "inventoryprobe" },
  spec: {
    crd: { spec: { names: { kind: "InventoryProbe" } } },
    targets: [
      {
        target: "admission.k8s.gatekeeper.sh",
        code: [
          {
            engine: "Rego",
            source: {
              version: "v1",
              rego: [
                "package inventoryprobe",
                'violation contains {"msg": json.marshal(sort(cluster | spaces))}',
                'id(o) := concat("@", [o.metadata.uid, o.metadata.resourceVersion])',
                "cluster := {id(o) | o := data.inventory.cluster[_][_][_]}",
                "spaces := {id(o) | o := data.inventory.namespace[_][_][_][_]}",
              ].join("\n"),
            },
          },
        ],
      },
    ],
  },
};

const constraint = {
  apiVersion: "constraints.gatekeeper.sh/v1beta1",
  kind: "InventoryProbe",
  metadata: { name: "inventory-probe" },
  spec: {
    match: { kinds: [{ apiGroups: [""], kinds: ["ConfigMap"] }], name: "inventory-probe", namespaces: ["default"] },
  },
};

const question = { apiVersion: "v1", kind: "ConfigMap", metadata: { name: "inventory-probe", namespace: "default" } };

/** Tells when Gatekeeper's inventory is what is stored, of the kinds that are synced. */
export class Synced {
  readonly #plane: ControlPlane;
  readonly #collections: readonly string[];

  private constructor(plane: ControlPlane, collections: readonly string[]) {
    this.#plane = plane;
    this.#collections = collections;
  }

  /** @param collections the paths of the kinds that are synced */
  static async start(plane: ControlPlane, collections: readonly string[]): Promise<Synced> {
    const templates = pathOf("templates.gatekeeper.sh/v1", "constrainttemplates");
    await plane.api.ask("POST", templates, probe);
    await takenIn(plane, `${templates}/${probe.metadata.name}`);
    const constraints = pathOf("constraints.gatekeeper.sh/v1beta1", "inventoryprobe");
    await plane.api.ask("POST", constraints, constraint);
    await takenIn(plane, `${constraints}/${constraint.metadata.name}`);
    return new Synced(plane, collections);
  }

  async wait(): Promise<void> {
    await this.#plane.until("the inventory", async () => {
      const [synced, stored] = await Promise.all([this.#synced(), this.#stored()]);
      return synced === stored ? true : undefined;
    });
  }

  async #synced(): Promise<string> {
    const { body } = await this.#plane.api.send("POST", "/api/v1/namespaces/default/configmaps?dryRun=All", question);
    return /\[inventory-probe\] (\[.*\])/.exec(String(body["message"]))?.[1] ?? "";
  }

  async #stored(): Promise<string> {
    const lists = await Promise.all(this.#collections.map((path) => this.#plane.api.ask("GET", path)));
    const items = lists.flatMap((list) => list["items"] as unknown as readonly { readonly metadata: Fields }[]);
    const ids = items.map(({ metadata }) => `${metadata["uid"]}@${metadata["resourceVersion"]}`);
    return JSON.stringify(ids.toSorted());
  }
}
