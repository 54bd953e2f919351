/* What came sealed, so that nobody reads it before its time. */
export const unseal = (sealed) =>
  JSON.parse(new TextDecoder().decode(Uint8Array.from(atob(sealed), (one) => one.codePointAt(0))));
