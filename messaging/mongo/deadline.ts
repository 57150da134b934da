import { Unavailable } from "../errors.ts";

/**
 * Rejects after `ms` milliseconds. The driver can wait forever if the connection drops just before it writes
 * a command (7.9.0, `writeCommand`: a destroyed socket neither drains nor fails).
 *
 * @throws Unavailable
 */
export async function withDeadline<T>(ms: number, work: Promise<T>): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const timeout = new Promise<never>((_, reject) => {
    const why = `MongoDB is away: it did not answer within ${ms / 1_000} s`;
    timer = setTimeout(() => reject(new Unavailable(why)), ms);
  });
  try {
    return await Promise.race([work, timeout]);
  } finally {
    clearTimeout(timer);
  }
}
