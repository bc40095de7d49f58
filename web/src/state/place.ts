/** Where in the room somebody is: the hash of the address, and nothing else. */
import { signal } from "@preact/signals";
import { type Place, placeOf } from "./route.ts";

export const place = signal<Place>(placeOf(globalThis.location?.hash ?? ""));

export function watchPlace(): () => void {
  const moved = () => {
    place.value = placeOf(location.hash);
  };
  addEventListener("hashchange", moved);
  return () => removeEventListener("hashchange", moved);
}

export function go(hash: string): void {
  location.hash = hash;
}
