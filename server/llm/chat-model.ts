/** One message of a chat. */
export interface ChatMessage {
  role: "system" | "user" | "assistant";
  content: string;
}

/** The port for a language model that answers a chat. */
export interface ChatModel {
  /** The model's name, for telling where a text came from. */
  readonly name: string;
  /** The whole reply. @throws EndpointError where there is none, or it was cut off */
  complete(messages: readonly ChatMessage[]): Promise<string>;
}
