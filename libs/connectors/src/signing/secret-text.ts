/** A secret that shows itself to nobody who does not ask; held as it is given, never printed. */
export interface SecretText {
  reveal(): string;
}
