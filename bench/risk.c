/* The limit that bench.risk measures against: the same draws and the same forward pass in C.
   Nothing is kept but the project's finish of each trial: no longest path, no sensitivity. */
#include <math.h>
#include "cpm.c"

#define UNIT 0x1p-53
#define FARTHEST 6.0
#define CELLS_PER_UNIT 32
#define CELLS 384
#define POINTS 385
#define TAIL 0.02425

typedef struct {
    int64_t n;
    const int64_t *place, *counter;
    const double *low, *width;
    const int32_t *table;
    const double *tables;
    const int64_t *group;
    const double *common, *own;
    int64_t seed, groups, first_group;
    double *factors;
} draws_t;

static inline uint64_t mixed(uint64_t x)
{
    x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9u;
    x = (x ^ (x >> 27)) * 0x94D049BB133111EBu;
    return x ^ (x >> 31);
}

static inline double uniform(uint64_t begin, int64_t counter)
{
    return ((double)(mixed(begin + 0x9E3779B97F4A7C15u * (counter + 1)) >> 11) + 0.5) * UNIT;
}

static double tail(double share)
{
    double s = sqrt(-2.0 * log(share));
    double above = ((((-7.784894002430293e-03 * s - 3.223964580411365e-01) * s
                      - 2.400758277161838e00) * s - 2.549732539343734e00) * s
                    + 4.374664141464968e00) * s + 2.938163982698783e00;
    double below = (((7.784695709041462e-03 * s + 3.224671290700398e-01) * s
                     + 2.445134137142996e00) * s + 3.754408661907416e00) * s + 1.0;
    return above / below;
}

static inline double normal_score(double share)
{
    if (share < TAIL) return tail(share);
    if (share > 1.0 - TAIL) return -tail(1.0 - share);
    double off = share - 0.5, s = off * off;
    double above = ((((-3.969683028665376e01 * s + 2.209460984245205e02) * s
                      - 2.759285104469687e02) * s + 1.383577518672690e02) * s
                    - 3.066479806614716e01) * s + 2.506628277459239e00;
    double below = ((((-5.447609879822406e01 * s + 1.615858368580409e02) * s
                      - 1.556989798598866e02) * s + 6.680131188771972e01) * s
                    - 1.328068155288572e01) * s + 1.0;
    return above * off / below;
}

static inline double quantile(const double *table, double score)
{
    if (score < -FARTHEST) score = -FARTHEST;
    if (score > FARTHEST) score = FARTHEST;
    double cell = (score + FARTHEST) * CELLS_PER_UNIT;
    int64_t whole = (int64_t)cell;
    if (whole > CELLS - 1) whole = CELLS - 1;
    return table[whole] + (table[whole + 1] - table[whole]) * (cell - whole);
}

void trials(network_t *net, const clocks_t *k, dates_t *d, const int64_t *first_at,
            const draws_t *draws, int64_t first, int64_t last, int64_t *finishes)
{
    int64_t *work = (int64_t *)net->work;
    for (int64_t trial = first; trial < last; trial++) {
        uint64_t begin = mixed(mixed(draws->seed) + 0x9E3779B97F4A7C15u * (trial + 1));
        for (int64_t g = 0; g < draws->groups; g++)
            draws->factors[g] = normal_score(uniform(begin, draws->first_group + g));
        for (int64_t e = 0; e < draws->n; e++) {
            double score = normal_score(uniform(begin, draws->counter[e]));
            if (draws->group[e] >= 0)
                score = draws->common[e] * draws->factors[draws->group[e] - draws->first_group]
                        + draws->own[e] * score;
            const double *table = draws->tables + (int64_t)draws->table[e] * POINTS;
            work[draws->place[e]] =
                (int64_t)(draws->low[e] + draws->width[e] * quantile(table, score) + 0.5);
        }
        forward(net, k, d, first_at);
        int64_t finish = d->early_finish[0];
        for (int64_t i = 1; i < net->n; i++)
            if (d->early_finish[i] > finish) finish = d->early_finish[i];
        finishes[trial] = finish;
    }
}
