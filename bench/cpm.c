/* The limit that bench.cpm measures the kernel against: the same passes over the same columns,
   written straight down in C. One clock table per calendar, links beside both of their ends. */
#include <stdint.h>

#define DAY 1440

typedef struct {
    int64_t first_day, days;
    const int64_t *worked;
    const int32_t *day_type;
    const int32_t *shift_ptr, *shift_start, *shift_finish, *guess;
    const int64_t *guess_ptr, *quantum;
} clocks_t;

typedef struct {
    int64_t n;
    const int64_t *work;
    const int32_t *calendar;
    const int32_t *in_ptr, *in_pred;
    const int8_t *in_kind;
    const int64_t *in_lag;
    const int32_t *in_clock;
    const int32_t *out_ptr, *out_succ;
    const int8_t *out_kind;
    const int64_t *out_lag;
    const int32_t *out_clock;
} network_t;

typedef struct {
    int64_t *early_start, *early_finish, *early_start_at, *early_finish_at;
    int64_t *late_start, *late_finish, *late_start_at, *late_finish_at;
    int64_t *free_float;
} dates_t;

static inline int64_t position(const clocks_t *k, int32_t calendar, int64_t instant)
{
    int64_t day = instant / DAY - k->first_day, row = calendar * (k->days + 1);
    if (day < 0) return 0;
    if (day >= k->days) return k->worked[row + k->days];
    int64_t minute = instant - (day + k->first_day) * DAY, total = k->worked[row + day];
    int64_t kind = k->day_type[calendar * k->days + day];
    for (int32_t s = k->shift_ptr[kind]; s < k->shift_ptr[kind + 1]; s++) {
        int32_t start = k->shift_start[s], finish = k->shift_finish[s];
        if (minute <= start) break;
        total += (minute < finish ? minute : finish) - start;
    }
    return total;
}

static inline int64_t start_at(const clocks_t *k, int32_t calendar, int64_t at)
{
    int64_t row = calendar * (k->days + 1);
    if (at < 0) return k->first_day * DAY - 1;
    if (at >= k->worked[row + k->days]) return (k->first_day + k->days) * DAY;
    int64_t day = k->guess[k->guess_ptr[calendar] + at / k->quantum[calendar]];
    while (k->worked[row + day + 1] <= at) day++;
    int64_t rest = at - k->worked[row + day];
    int32_t s = k->shift_ptr[k->day_type[calendar * k->days + day]];
    while (rest >= k->shift_finish[s] - k->shift_start[s]) {
        rest -= k->shift_finish[s] - k->shift_start[s];
        s++;
    }
    return (day + k->first_day) * DAY + k->shift_start[s] + rest;
}

static inline int64_t finish_at(const clocks_t *k, int32_t calendar, int64_t at)
{
    return start_at(k, calendar, at - 1) + 1;
}

static inline int64_t moved(const clocks_t *k, int32_t own, int32_t other, int32_t clock,
                            int64_t at, int64_t instant, int64_t lag)
{
    if (own == other && own == clock) return at + lag;
    if (lag > 0) instant = finish_at(k, clock, position(k, clock, instant) + lag);
    if (lag < 0) instant = start_at(k, clock, position(k, clock, instant) + lag);
    return position(k, own, instant);
}

void forward(const network_t *net, const clocks_t *k, dates_t *d, const int64_t *first_at)
{
    for (int64_t i = 0; i < net->n; i++) {
        int32_t own = net->calendar[i];
        int64_t start = first_at[own], work = net->work[i];
        for (int32_t link = net->in_ptr[i]; link < net->in_ptr[i + 1]; link++) {
            int32_t p = net->in_pred[link], kind = net->in_kind[link];
            int finishes = kind == 0 || kind == 2;
            int64_t bound = moved(k, own, net->calendar[p], net->in_clock[link],
                                  finishes ? d->early_finish_at[p] : d->early_start_at[p],
                                  finishes ? d->early_finish[p] : d->early_start[p],
                                  net->in_lag[link]);
            if (kind >= 2) bound -= work;
            if (bound > start) start = bound;
        }
        d->early_start_at[i] = start;
        d->early_finish_at[i] = start + work;
        d->early_start[i] = start_at(k, own, start);
        d->early_finish[i] = finish_at(k, own, start + work);
    }
}

void backward(const network_t *net, const clocks_t *k, dates_t *d, const int64_t *last_at)
{
    for (int64_t i = net->n - 1; i >= 0; i--) {
        int32_t own = net->calendar[i];
        int64_t last = last_at[own], work = net->work[i];
        for (int32_t link = net->out_ptr[i]; link < net->out_ptr[i + 1]; link++) {
            int32_t s = net->out_succ[link], kind = net->out_kind[link];
            int starts = kind < 2;
            int64_t bound = moved(k, own, net->calendar[s], net->out_clock[link],
                                  starts ? d->late_start_at[s] : d->late_finish_at[s],
                                  starts ? d->late_start[s] : d->late_finish[s],
                                  -net->out_lag[link]);
            if (kind == 1 || kind == 3) bound += work;
            if (bound < last) last = bound;
        }
        d->late_start_at[i] = last - work;
        d->late_finish_at[i] = last;
        d->late_start[i] = start_at(k, own, last - work);
        d->late_finish[i] = finish_at(k, own, last);
    }
}

void floats(const network_t *net, const clocks_t *k, dates_t *d)
{
    for (int64_t i = 0; i < net->n; i++) {
        int32_t own = net->calendar[i];
        int64_t total = d->late_finish_at[i] - d->early_finish_at[i], least = total;
        for (int32_t link = net->out_ptr[i]; link < net->out_ptr[i + 1]; link++) {
            int32_t s = net->out_succ[link], kind = net->out_kind[link];
            int starts = kind < 2;
            int64_t slack = moved(k, own, net->calendar[s], net->out_clock[link],
                                  starts ? d->early_start_at[s] : d->early_finish_at[s],
                                  starts ? d->early_start[s] : d->early_finish[s],
                                  -net->out_lag[link]);
            slack -= kind == 0 || kind == 2 ? d->early_finish_at[i] : d->early_start_at[i];
            if (slack < least) least = slack;
        }
        d->free_float[i] = least > 0 ? least : 0;
    }
}
