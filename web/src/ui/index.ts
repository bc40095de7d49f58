/** The pieces that every panel is built from. */
export { Badge, DataAge } from "./badge.tsx";
export { Button } from "./button.tsx";
export { Dialog } from "./dialog.tsx";
export { Field } from "./field.tsx";
export { shortcut, useShortcut } from "./shortcuts.ts";
export { Standing } from "./standing.tsx";
export { Table } from "./table.tsx";
export { Tabs } from "./tabs.tsx";
