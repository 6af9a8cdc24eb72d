import { describe, expect, it } from 'vitest';
import { RestartBudget } from '../src/extension/restartBudget';

describe('RestartBudget', () => {
  it('brings back what crashes now and then, and not what crashes in a loop', () => {
    const budget = new RestartBudget(2, 1000);

    expect([0, 600, 1100, 1700].map((at) => budget.spend(at))).toEqual([true, true, true, true]);
    expect(budget.spend(1800)).toBe(false);
  });

  it('starts anew when somebody asks for another try', () => {
    const budget = new RestartBudget(1, 1000);
    budget.spend(0);
    expect(budget.spend(1)).toBe(false);

    expect(budget.spend(2)).toBe(true);
  });
});
