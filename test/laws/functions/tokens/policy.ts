import { decodeJwt, policy, type Review } from "gatewright";
import type { ConfigMap } from "gatewright/kubernetes";

export interface Parameters {
  texts: string[];
}

/** What each text says as a token. */
export default policy({
  kind: "LibraryTokens",
  title: "Tokens",
  description: "Says what tokens say.",
  *violations({ parameters }: Review<ConfigMap, Parameters>) {
    for (const [index, text] of parameters.texts.entries()) {
      const token = decodeJwt(text);
      if (token === undefined) {
        yield `${index} is none`;
        continue;
      }
      yield { msg: `${index} is one`, details: { header: token.header, payload: token.payload } };
      const { iss, exp } = token.payload;
      if (typeof iss === "string") yield `${index} is by ${iss}`;
      if (typeof exp === "number" && exp < 1_795_291_200) yield `${index} ended at ${exp}`;
      if (token.header["alg"] === "none") yield `${index} is not signed`;
    }
  },
});
