/** What the routes of a service's dead letters really answer, for its OpenAPI document. @param queue one that the service reads */
export function deadLetterExamples(service: string, queue: string) {
  const letters = `cartless-local-${service}-${queue}-dead-letters`;
  const letter = {
    letterId: '0d9c4f4e-3c0b-4f7e-9d55-3a1e0c0b6a11',
    types: ['orders.order-paid.v2'],
    subjects: ['ord_zk78a96cv317xek60x5d'],
    eventId: 'ord_zk78a96cv317xek60x5d.2.order-paid',
    since: '2026-11-21T08:31:15.000Z',
    trace: '4bf92f3577b34da6a3ce929d0e0e4736',
    reason: 'ORDER_NOT_FOUND: There is no such order.',
  };
  return {
    listDeadLetters: {
      answer: { items: [{ queue: letters, movable: true, count: 1, letters: [letter] }] },
    },
    redriveDeadLetters: { body: { queue: letters }, answer: { queue: letters, moved: 1 } },
  };
}
