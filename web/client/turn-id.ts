/** A turn's id, unique enough inside one conversation. `crypto.randomUUID` is missing on plain HTTP and in old browsers. */
export function newTurnId(): string {
  const random = Math.random().toString(36).slice(2, 10);
  return `t${Date.now().toString(36)}_${random}`;
}
