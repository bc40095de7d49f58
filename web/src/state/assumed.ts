/** Which assumption stands for a layer of the sea that nobody reported, as the open answer lists it. */
import { forecast } from "./forecast.ts";

export function assumedOf(layer: string): string {
  const manifest = forecast.value?.answer.manifest as { assumptions?: { key: string }[] } | undefined;
  const first = [`${layer}_prior`, `${layer}_prior_mean_speed`];
  return manifest?.assumptions?.find((one) => first.includes(one.key))?.key ?? "assumed";
}
