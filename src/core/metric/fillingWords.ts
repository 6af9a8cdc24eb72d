const FILLING: ReadonlySet<string> = new Set(
  `score scores mean average avg final best overall total model models the a an of on for is was are were
  set data dataset sets value values result results using with in at by our my this that after and to has have had been
  its it s per from obtained achieved metric metrics performance predicted prediction predictions current new last
  samples sample images image examples points network classifier regressor estimator algorithm method neural net
  percentage percent pct over all based macro micro weighted binary got get gives we here as out cross entropy
  learned fitted trained tuned untuned got print running epoch step default base now also respectively
  de la el le der die das en del con para modelo sur`.split(/\s+/),
);

/** True for words of a label that say nothing of which result it is: `the final value of`. */
export function isFilling(token: string): boolean {
  return FILLING.has(token);
}
