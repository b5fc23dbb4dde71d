/** What the controls of input elements are given. */
import type { Json } from '../../../slack/wire-types.ts';

export interface SelectOption extends Json {
  text: { text: string };
  value: string;
}

export interface InputElementProps {
  element: Json;
  blockId: string;
  label: string;
  describedBy?: string;
  isInvalid?: boolean;
  onChange: (value: Json) => void;
}

export interface ValueProps extends InputElementProps {
  value: unknown;
  onValue: (value: unknown) => void;
}
