const encoder = new TextEncoder();

/** How many bytes a text takes as UTF-8. */
export const byteLength = (text: string): number => encoder.encode(text).byteLength;

/** The beginning of a text that takes at most `bytes` bytes as UTF-8; no character is cut in two. */
export function cutToBytes(text: string, bytes: number): string {
  if (text.length * 3 <= bytes) return text;
  const encoded = encoder.encode(text);
  if (encoded.byteLength <= bytes) return text;
  // A decoder that is told that more will come keeps back what is not yet a whole character.
  const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
  return decoder.decode(encoded.subarray(0, Math.max(0, bytes)), { stream: true });
}

/** The longest name that AMQP carries (`shortstr`): a routing key, a message id. In bytes. */
export const longestName = 255;
