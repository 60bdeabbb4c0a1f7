/** Pods made at random, over every field that the Pod Security Standards read. Most of what they say is allowed, or none would be. */
import fc from "fast-check";
import type { KubernetesObject } from "../../src/model.js";

/** Mostly one of the good values, now and then a bad one, often nothing. */
function mostly<T>(good: readonly T[], bad: readonly T[]): fc.Arbitrary<T | undefined> {
  return fc.oneof(
    { weight: 4, arbitrary: fc.constant(undefined) },
    { weight: 6, arbitrary: fc.constantFrom(...good) },
    { weight: 1, arbitrary: fc.constantFrom(...bad) },
  );
}

/** Seldom anything at all. */
function seldom<T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> {
  return fc.oneof({ weight: 5, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary });
}

function often<T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> {
  return fc.oneof({ weight: 1, arbitrary: fc.constant(undefined) }, { weight: 9, arbitrary });
}

/** An object of fields, without those that are undefined: JSON has no such thing. */
function object<T extends object>(fields: { [Key in keyof T]: fc.Arbitrary<T[Key]> }): fc.Arbitrary<T> {
  return fc
    .record<T>(fields)
    .map((made) => Object.fromEntries(Object.entries(made).filter(([, value]) => value !== undefined)) as T);
}

const profile = object({
  type: fc.oneof(
    { weight: 9, arbitrary: fc.constantFrom("RuntimeDefault", "Localhost") },
    { weight: 1, arbitrary: fc.constantFrom("Unconfined", "", "runtimeDefault") },
  ),
  localhostProfile: seldom(fc.constant("profiles/web.json")),
});

const inEveryContext = {
  runAsNonRoot: mostly([true], [false]),
  runAsUser: mostly([1, 1000], [0]),
  seccompProfile: often(profile),
  appArmorProfile: seldom(profile),
  seLinuxOptions: seldom(
    object({
      type: mostly(["", "container_t", "container_init_t", "container_kvm_t", "container_engine_t"], ["spc_t"]),
      user: mostly([""], ["system_u"]),
      role: mostly([""], ["system_r"]),
      level: mostly(["s0:c1,c2"], ["s0"]),
    }),
  ),
  windowsOptions: seldom(object({ hostProcess: mostly([false], [true]) })),
};

const sysctls = fc.oneof(
  {
    weight: 9,
    arbitrary: fc.constantFrom(
      ...["kernel.shm_rmid_forced", "net.ipv4.ip_local_port_range", "net.ipv4.tcp_syncookies"],
      ...["net.ipv4.ping_group_range", "net.ipv4.ip_unprivileged_port_start", "net.ipv4.ip_local_reserved_ports"],
      ...["net.ipv4.tcp_keepalive_time", "net.ipv4.tcp_fin_timeout", "net.ipv4.tcp_keepalive_intvl"],
      ...["net.ipv4.tcp_keepalive_probes", "net.ipv4.tcp_rmem", "net.ipv4.tcp_wmem"],
      ...["net.ipv4.tcp_slow_start_after_idle", "net.ipv4.tcp_notsent_lowat"],
    ),
  },
  { weight: 1, arbitrary: fc.constantFrom("kernel.msgmax", "net.ipv4.tcp_mem", "net.ipv4", "NET.IPV4.TCP_RMEM", "") },
);

const podContext = object({
  ...inEveryContext,
  sysctls: seldom(fc.array(object({ name: sysctls, value: fc.constant("1") }), { maxLength: 3 })),
});

const added = fc.oneof(
  { weight: 9, arbitrary: fc.constant("NET_BIND_SERVICE") },
  {
    weight: 3,
    arbitrary: fc.constantFrom(
      ...["AUDIT_WRITE", "CHOWN", "DAC_OVERRIDE", "FOWNER", "FSETID", "KILL", "MKNOD", "SETFCAP", "SETGID", "SETPCAP"],
      ...["SETUID", "SYS_CHROOT"],
    ),
  },
  { weight: 1, arbitrary: fc.constantFrom("NET_RAW", "SYS_ADMIN", "ALL", "chown", "CAP_CHOWN", "*", "") },
);

const capabilities = object({
  add: seldom(fc.array(added, { maxLength: 3 })),
  drop: often(
    fc.oneof(
      { weight: 9, arbitrary: fc.constantFrom(["ALL"], ["NET_RAW", "ALL"]) },
      { weight: 1, arbitrary: fc.constantFrom([], ["all"], ["NET_RAW"], ["CAP_ALL"]) },
    ),
  ),
});

const context = object({
  ...inEveryContext,
  privileged: mostly([false], [true]),
  allowPrivilegeEscalation: fc.oneof(
    { weight: 12, arbitrary: fc.constant(false) },
    { weight: 1, arbitrary: fc.constantFrom(true, undefined) },
  ),
  capabilities: fc.oneof(
    { weight: 15, arbitrary: capabilities },
    { weight: 1, arbitrary: fc.constant<undefined>(undefined) },
  ),
  procMount: mostly(["Default"], ["Unmasked", "", "default"]),
});

const action = object({
  httpGet: seldom(object({ port: fc.constantFrom(80, "http"), host: mostly([""], ["10.0.0.1", "localhost"]) })),
  tcpSocket: seldom(object({ port: fc.constantFrom(80, "http"), host: mostly([""], ["10.0.0.1", "localhost"]) })),
});

const handling = {
  livenessProbe: seldom(action),
  readinessProbe: seldom(action),
  startupProbe: seldom(action),
  lifecycle: seldom(object({ postStart: seldom(action), preStop: seldom(action) })),
};

const names = ["web", "setup", "debugger", "web-2", "a.b"] as const;

const container = object({
  name: fc.constantFrom(...names),
  image: fc.constantFrom("nginx", "busybox"),
  securityContext: often(context),
  ports: seldom(
    fc.array(object({ containerPort: fc.constantFrom(80, 443), hostPort: mostly([0], [80, 65535]) }), { maxLength: 2 }),
  ),
  ...handling,
});

const allowedVolumes = [
  ...["configMap", "csi", "downwardAPI", "emptyDir", "ephemeral", "image", "persistentVolumeClaim", "projected"],
  "secret",
];
const otherVolumes = [
  ...["hostPath", "gcePersistentDisk", "awsElasticBlockStore", "gitRepo", "nfs", "iscsi", "glusterfs", "rbd"],
  ...["flexVolume", "cinder", "cephfs", "flocker", "fc", "azureFile", "vsphereVolume", "quobyte", "azureDisk"],
  ...["portworxVolume", "photonPersistentDisk", "scaleIO", "storageos"],
];

/** A volume has one type; the API server makes an emptyDir of one that has none. */
const volume = fc
  .tuple(
    fc.constantFrom("data", "logs"),
    fc.oneof(
      { weight: 6, arbitrary: fc.constantFrom(...allowedVolumes) },
      { weight: 1, arbitrary: fc.constantFrom(...otherVolumes) },
      { weight: 1, arbitrary: fc.constantFrom("hostPath", undefined) },
    ),
  )
  .map(([name, type]) => ({ name, ...(type === undefined ? {} : { [type]: {} }) }));

const annotationNames = [
  ...names.map((name) => `container.apparmor.security.beta.kubernetes.io/${name}`),
  ...["container.apparmor.security.beta.kubernetes.io/", "container.apparmor.security.beta.kubernetes.io"],
  ...[
    "seccomp.security.alpha.kubernetes.io/pod",
    "container.seccomp.security.alpha.kubernetes.io/web",
    "example.com/x",
  ],
];
const annotationValues = [
  "",
  "runtime/default",
  "localhost/web",
  "localhost/",
  "localhost",
  "unconfined",
  "docker/default",
];

/** A Pod at random; whatever Kubernetes' own types can hold, also where its validation would refuse it. */
export const randomPod: fc.Arbitrary<KubernetesObject> = object({
  apiVersion: fc.constant("v1"),
  kind: fc.constant("Pod"),
  metadata: object({
    name: fc.constant("web"),
    annotations: seldom(
      fc.dictionary(fc.constantFrom(...annotationNames), fc.constantFrom(...annotationValues), {
        maxKeys: 2,
        noNullPrototype: true,
      }),
    ),
  }),
  spec: object({
    os: seldom(object({ name: fc.constantFrom("linux", "windows", "Windows", "") })),
    hostUsers: mostly([true, false], [true]),
    hostNetwork: mostly([false], [true]),
    hostPID: mostly([false], [true]),
    hostIPC: mostly([false], [true]),
    securityContext: often(podContext),
    containers: fc.array(container, { maxLength: 2 }),
    initContainers: seldom(fc.array(container, { maxLength: 2 })),
    ephemeralContainers: seldom(fc.array(container, { maxLength: 2 })),
    volumes: fc.array(volume, { maxLength: 2 }),
  }),
}) as fc.Arbitrary<KubernetesObject>;
