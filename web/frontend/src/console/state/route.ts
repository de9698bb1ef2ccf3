/** Where in the console one is: `#/reviews`, `#/reviews/R261121-7K3M9Q2A`, `#/accounts` … */
import { ref, type Ref } from 'vue'

export interface Place {
  page: string
  /** Number of a claim, where one is open. */
  number: string
}

export function placeOf(hash: string): Place {
  const [, page = '', number = ''] = /^#\/([a-z]+)(?:\/([A-Za-z0-9-]+))?$/.exec(hash) ?? []
  return { page, number }
}

export const hashOf = (page: string, number = ''): string => `#/${page}${number ? '/' + number : ''}`

/** Followed for as long as the page is open. */
export function usePlace(): Ref<Place> {
  const place = ref(placeOf(location.hash))
  window.addEventListener('hashchange', () => (place.value = placeOf(location.hash)))
  return place
}

export const go = (page: string, number = ''): void => void (location.hash = hashOf(page, number))
