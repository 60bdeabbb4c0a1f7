import { type DistinguishedName, parseCertificate, policy, type Review, time } from "gatewright";
import type { ConfigMap } from "gatewright/kubernetes";

export interface Parameters {
  texts: string[];
}

const said = ({
  commonName = "-",
  organizations,
  organizationalUnits,
  countries,
  provinces,
  localities,
}: DistinguishedName) =>
  [[commonName], organizations, organizationalUnits, countries, provinces, localities].flat().join("|");

/** What each text says as a certificate. */
export default policy({
  kind: "LibraryCertificates",
  title: "Certificates",
  description: "Says what certificates say.",
  *violations({ parameters }: Review<ConfigMap, Parameters>) {
    for (const [index, text] of parameters.texts.entries()) {
      const certificate = parseCertificate(text);
      if (certificate === undefined) {
        yield `${index} is none`;
        continue;
      }
      const { subject, issuer, notBefore, notAfter, dnsNames } = certificate;
      yield {
        msg: `${index} is ${said(subject)}, of ${said(issuer)}, from ${notBefore} to ${notAfter}, for ${dnsNames.join(" ")}`,
        details: certificate,
      };
      if (time(notBefore) === undefined || time(notAfter) === undefined) yield `${index} has no time`;
    }
  },
});
