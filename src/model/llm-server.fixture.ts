import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface ChatRequest {
  messages: { role: string; content: string }[]
  tools?: { function: { name: string; parameters: unknown } }[]
  tool_choice?: unknown
  response_format?: { type: string; json_schema?: { name: string; schema: unknown } }
  model: string
}

export interface Received {
  body: ChatRequest
  /** Everything that came over the wire: address, headers and body. */
  raw: string
  headers: IncomingMessage['headers']
}

export type Behaviour = (request: ChatRequest, response: ServerResponse) => void | Promise<void>

export interface FakeServer {
  baseUrl: string
  received: Received[]
  /** Requests whose client hung up before they were answered. */
  hungUp: () => number
  behave(behaviour: Behaviour): void
  close(): Promise<void>
}

/** A server that speaks OpenAI's chat completions and does what a test tells it to. */
export async function startFakeServer(first: Behaviour): Promise<FakeServer> {
  let behaviour = first
  let hungUp = 0
  const received: Received[] = []
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    const text = Buffer.concat(chunks).toString('utf8')
    const body = JSON.parse(text) as ChatRequest
    received.push({
      body,
      headers: request.headers,
      raw: `${request.url}\n${JSON.stringify(request.headers)}\n${text}`,
    })
    response.on('close', () => {
      if (!response.writableEnded) hungUp += 1
    })
    await behaviour(body, response)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    received,
    hungUp: () => hungUp,
    behave(next) {
      behaviour = next
    },
    close() {
      server.closeAllConnections()
      return new Promise((resolve) => server.close(() => resolve()))
    },
  }
}

export function sendJson(
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Record<string, string> = {},
) {
  response.writeHead(status, { 'content-type': 'application/json', ...headers })
  response.end(JSON.stringify(body))
}

const completion = (message: object, finish: string) => ({
  id: 'chatcmpl-1',
  object: 'chat.completion',
  created: 1_750_000_000,
  model: 'fake',
  choices: [{ index: 0, finish_reason: finish, message: { role: 'assistant', ...message } }],
  usage: { prompt_tokens: 120, completion_tokens: 30, total_tokens: 150 },
})

/** Answers in words. */
export const sayText =
  (text: string, finish = 'stop'): Behaviour =>
  (_request, response) =>
    sendJson(response, 200, completion({ content: text }, finish))

/** Answers as it was asked to: by tool when tools were offered, else in the content. */
export const answerWith =
  (answer: (request: ChatRequest) => unknown): Behaviour =>
  (request, response) => {
    const json = JSON.stringify(answer(request))
    const tool = request.tools?.[0]
    sendJson(
      response,
      200,
      tool
        ? completion(
            {
              content: null,
              tool_calls: [{ id: 'call_1', type: 'function', function: { name: tool.function.name, arguments: json } }],
            },
            'tool_calls',
          )
        : completion({ content: json }, 'stop'),
    )
  }
