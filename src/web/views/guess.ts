// Which language a plain text is in, as far as the page must know to propose it:
// Japanese has kana, whatever its encoding.
const SOME = 16384;
const ENCODINGS = ["utf-8", "shift_jis", "euc-jp"];

function decoded(bytes: Uint8Array): string {
  const mark = (bytes[0] ?? 0) * 256 + (bytes[1] ?? 0);
  if (mark === 0xfeff) return new TextDecoder("utf-16be").decode(bytes);
  if (mark === 0xfffe) return new TextDecoder("utf-16le").decode(bytes);
  // ISO-2022-JP is ASCII to every other decoder.
  if (bytes.includes(0x1b)) return new TextDecoder("iso-2022-jp").decode(bytes);
  for (const encoding of ENCODINGS)
    try {
      // "stream": the last character may be cut off.
      return new TextDecoder(encoding, { fatal: true }).decode(bytes, { stream: true });
    } catch {
      // Not in that one.
    }
  return "";
}

/** "ja" if the text reads as Japanese, else `otherwise`. */
export async function guessLanguage(file: Blob, otherwise: string): Promise<string> {
  const text = decoded(new Uint8Array(await file.slice(0, SOME).arrayBuffer()));
  const kana = text.match(/[\p{Script=Hiragana}\p{Script=Katakana}]/gu)?.length ?? 0;
  return kana * 10 > text.replace(/\s+/g, "").length ? "ja" : otherwise;
}
