const encoder = new TextEncoder();

/** How many bytes a text takes as UTF-8. */
export const byteLength = (text: string): number => encoder.encode(text).byteLength;

/** The longest prefix of a text that fits into `bytes` bytes of UTF-8, without splitting a character. */
export function cutToBytes(text: string, bytes: number): string {
  if (text.length * 3 <= bytes) return text;
  const encoded = encoder.encode(text);
  if (encoded.byteLength <= bytes) return text;
  // With `stream`, the decoder withholds an incomplete character at the end.
  const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
  return decoder.decode(encoded.subarray(0, Math.max(0, bytes)), { stream: true });
}

/** The longest AMQP `shortstr` (a routing key, a message id), in bytes. */
export const longestName = 255;
