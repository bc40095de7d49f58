/** Finds green in a text: by hex, rgb(), hsl() and by name. */
const NAMES = /(?<![\w-])(?:dark|light|lawn|forest|sea|pale|spring|yellow|olive|medium)*(?:green|lime|chartreuse|olive|teal|aquamarine)(?:yellow|drab)?(?![\w-])/gi;
const HEX = /#([0-9a-f]{8}|[0-9a-f]{6}|[0-9a-f]{3,4})\b/gi;
const RGB = /rgba?\(\s*(\d+)[\s,]+(\d+)[\s,]+(\d+)/gi;
const HSL = /hsla?\(\s*(\d+(?:\.\d+)?)(?:deg)?[\s,]+(\d+(?:\.\d+)?)%/gi;
const OTHER = /(?:oklch|oklab|lab|lch|color-mix|color)\(/gi;

/** Whether green leads: hue from 70 to 170 degrees, with enough colour to be seen. */
export function isGreen(red: number, green: number, blue: number): boolean {
  const most = Math.max(red, green, blue);
  const spread = most - Math.min(red, green, blue);
  if (most !== green || spread < 16 || spread / most < 0.08) return false;
  const hue = 60 * (2 + (blue - red) / spread);
  return hue >= 70 && hue <= 170;
}

export function greens(text: string): string[] {
  const found = [...text.matchAll(NAMES)].map((one) => one[0]);
  for (const one of text.matchAll(HEX)) {
    const digits = one[1]!;
    const wide = digits.length < 6 ? [...digits].map((digit) => digit + digit).join("") : digits;
    const [red, green, blue] = [0, 2, 4].map((at) => parseInt(wide.slice(at, at + 2), 16)) as [number, number, number];
    if (isGreen(red, green, blue)) found.push(one[0]);
  }
  for (const one of text.matchAll(RGB)) if (isGreen(Number(one[1]), Number(one[2]), Number(one[3]))) found.push(one[0]);
  for (const one of text.matchAll(HSL)) if (Number(one[1]) >= 70 && Number(one[1]) <= 170 && Number(one[2]) > 8) found.push(one[0]);
  found.push(...[...text.matchAll(OTHER)].map((one) => one[0])); // nobody reads a hue off these
  return found;
}
