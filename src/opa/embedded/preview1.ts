/**
 * The part of WASI preview 1 that a Go program which reads standard input and writes standard output needs: no files, no
 * network, no arguments and no environment. Node's own `node:wasi` prints an ExperimentalWarning on the user's terminal.
 */
import { randomFillSync } from "node:crypto";
import { readSync, writeSync } from "node:fs";

const SUCCESS = 0;
const BAD_FILE = 8;
const NOT_SUPPORTED = 58;
const CHARACTER_DEVICE = 2;
const EVENT_CLOCK = 0;
const SUBSCRIPTION_BYTES = 48;
const EVENT_BYTES = 32;
const RETRY_MILLISECONDS = 2;

const sleeper = new Int32Array(new SharedArrayBuffer(4));

function sleep(milliseconds: number): void {
  Atomics.wait(sleeper, 0, 0, milliseconds);
}

/** Repeats a call on a pipe that has nothing, or no room, for the moment. */
function patiently(call: () => number): number {
  for (;;) {
    try {
      return call();
    } catch (error) {
      const code = (error as NodeJS.ErrnoException).code;
      if (code === "EOF") return 0;
      if (code !== "EAGAIN") throw error;
      sleep(RETRY_MILLISECONDS);
    }
  }
}

export type Preview1 = { readonly [name: string]: (...args: never[]) => number };

/** The imports of module `wasi_snapshot_preview1`, over the memory that the program exports once it is instantiated. */
export function preview1(memory: () => ArrayBuffer): Preview1 {
  let buffer = new ArrayBuffer(0);
  let cached = new DataView(buffer);
  const view = (): DataView => {
    const current = memory();
    if (current !== buffer) {
      buffer = current;
      cached = new DataView(buffer);
    }
    return cached;
  };
  const chunk = (vector: number): Uint8Array =>
    new Uint8Array(memory(), view().getUint32(vector, true), view().getUint32(vector + 4, true));
  const none = (count: number, size: number): number => {
    view().setUint32(count, 0, true);
    view().setUint32(size, 0, true);
    return SUCCESS;
  };
  const badFile = (): number => BAD_FILE;
  const unsupported = (): number => NOT_SUPPORTED;

  return {
    args_get: () => SUCCESS,
    args_sizes_get: none,
    environ_get: () => SUCCESS,
    environ_sizes_get: none,
    sched_yield: () => SUCCESS,
    proc_exit: (code: number) => process.exit(code),

    clock_time_get(clock: number, _precision: bigint, time: number) {
      const now = clock === 0 ? BigInt(Date.now()) * 1_000_000n : process.hrtime.bigint();
      view().setBigUint64(time, now, true);
      return SUCCESS;
    },

    random_get(start: number, length: number) {
      randomFillSync(new Uint8Array(memory(), start, length));
      return SUCCESS;
    },

    fd_read(fd: number, vectors: number, count: number, done: number) {
      if (fd !== 0) return BAD_FILE;
      let read = 0;
      for (let index = 0; index < count; index++) {
        const target = chunk(vectors + index * 8);
        const got = patiently(() => readSync(fd, target));
        read += got;
        if (got < target.length) break;
      }
      view().setUint32(done, read, true);
      return SUCCESS;
    },

    fd_write(fd: number, vectors: number, count: number, done: number) {
      if (fd !== 1 && fd !== 2) return BAD_FILE;
      let written = 0;
      for (let index = 0; index < count; index++) {
        const source = chunk(vectors + index * 8);
        for (let from = 0; from < source.length; ) from += patiently(() => writeSync(fd, source, from));
        written += source.length;
      }
      view().setUint32(done, written, true);
      return SUCCESS;
    },

    /** Go sleeps here until its next timer. */
    poll_oneoff(subscriptions: number, events: number, count: number, done: number) {
      let timeout = Number.POSITIVE_INFINITY;
      for (let index = 0; index < count; index++) {
        const subscription = subscriptions + index * SUBSCRIPTION_BYTES;
        const isClock = view().getUint8(subscription + 8) === EVENT_CLOCK;
        const nanoseconds = isClock ? Number(view().getBigUint64(subscription + 24, true)) : 0;
        timeout = Math.min(timeout, nanoseconds / 1e6);
      }
      if (timeout > 0 && count > 0) sleep(timeout);
      for (let index = 0; index < count; index++) {
        const subscription = subscriptions + index * SUBSCRIPTION_BYTES;
        const event = events + index * EVENT_BYTES;
        view().setBigUint64(event, view().getBigUint64(subscription, true), true);
        view().setUint16(event + 8, SUCCESS, true);
        view().setUint8(event + 10, view().getUint8(subscription + 8));
      }
      view().setUint32(done, count, true);
      return SUCCESS;
    },

    fd_fdstat_get(fd: number, stat: number) {
      if (fd > 2) return BAD_FILE;
      new Uint8Array(memory(), stat, 24).fill(0);
      view().setUint8(stat, CHARACTER_DEVICE);
      view().setBigUint64(stat + 8, 0xffff_ffffn, true);
      return SUCCESS;
    },

    fd_close: () => SUCCESS,
    fd_fdstat_set_flags: () => SUCCESS,
    fd_filestat_get: badFile,
    fd_filestat_set_size: badFile,
    fd_pread: badFile,
    fd_prestat_dir_name: badFile,
    fd_prestat_get: badFile,
    fd_pwrite: badFile,
    fd_readdir: badFile,
    fd_seek: badFile,
    fd_sync: badFile,
    path_filestat_get: unsupported,
    path_open: unsupported,
    path_readlink: unsupported,
    path_remove_directory: unsupported,
    path_unlink_file: unsupported,
    sock_accept: unsupported,
    sock_shutdown: unsupported,
  };
}
