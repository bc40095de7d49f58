/** Have the browser keep the page's own files, so that it can be loaded without a line. */

/** Once the page stands: whoever is in need of it does not wait for this. */
export function keepPage(): void {
  const workers = (navigator as { serviceWorker?: ServiceWorkerContainer }).serviceWorker; // only by https, and on one's own machine
  const begin = () => void workers?.register("/worker.js").catch(() => undefined); // without it the page works as before
  if (document.readyState === "complete") begin();
  else addEventListener("load", begin, { once: true });
}
