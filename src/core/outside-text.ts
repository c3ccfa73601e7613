// Text from outside, before anything prints it: signs that do something instead of showing themselves are shown.

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const ACTING = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g;

/**
 * A text whose control characters are pictures of themselves and whose turns of direction are spelled out, so that a name can neither steer a terminal
 * nor show itself backwards. Line breaks and tabs stay.
 * @example visible("\u001b[31mred") // "\u241b[31mred"
 */
export function visible(text: string): string {
  return text.replace(ACTING, (sign) => {
    const code = sign.charCodeAt(0);
    if (code < 0x20) return String.fromCharCode(0x2400 + code);
    if (code === 0x7f) return "\u2421";
    return `(U+${code.toString(16).toUpperCase().padStart(4, "0")})`;
  });
}
