//! What to do after the treatment: that each hour has one period, and one rule of each topic.

use std::{ops::Range, sync::Arc};

use super::{
    file::{self, Name},
    resolver::Resolver,
};
use crate::{
    clean,
    pack::{
        care::{Aftercare, CareTopic, May, Period, Rule, Since},
        references::Wait,
    },
};

impl Resolver<'_> {
    pub(super) fn aftercare(&mut self, aftercare: &file::Aftercare) -> Aftercare {
        let periods = &aftercare.periods;
        let ends = periods.iter().map(|it| (it.to.as_ref(), &it.id.span));
        let spans = self.one_after_the_other(ends.collect(), "period");
        let ends: Vec<u64> = spans.iter().map(Since::begin).collect();
        let periods = periods.iter().zip(spans);
        let periods = periods.map(|(period, span)| Period {
            id: self.new_id("period", &period.id),
            title: self.words(&period.title),
            span,
            expect: period.expect.as_ref().map(|expect| self.sourced(expect)),
        });
        let periods = periods.collect();
        if let (Some(topic), []) = (aftercare.topics.first(), &*aftercare.periods) {
            let says =
                "No period lists what to do. Add one to `periods`: without `to` it has no end.";
            self.fault(&topic.id.span, says);
        }
        let topics = aftercare.topics.iter();
        let topics = topics.map(|topic| self.care_topic(topic, &ends)).collect();
        Aftercare { periods, topics }
    }

    /// A topic; each of its rules begins with a period, at one of these minutes.
    fn care_topic(&mut self, topic: &file::CareTopic, begins: &[u64]) -> CareTopic {
        let id = self.new_id("topic of aftercare", &topic.id);
        let title = self.words(&topic.title);
        if topic.rules.is_empty() {
            let says = "A topic has at least one rule: else nobody is told what holds.";
            self.fault(&topic.rules.span, says);
        }
        let ends = topic.rules.iter().map(|it| (it.to.as_ref(), &it.may.span));
        let spans = self.one_after_the_other(ends.collect(), "rule");
        let rules = topic.rules.iter().zip(spans);
        let rules = rules.map(|(rule, span)| {
            let end = span.to.as_ref().map(|wait| wait.length.longest_minutes());
            if let (Some(name), Some(end)) = (&rule.to, end)
                && !begins.contains(&end)
            {
                let says =
                    "No period begins when this rule ends. Give that time a list of its own.";
                self.fault(&name.span, says);
            }
            if rule.items.is_empty() && rule.may.value != May::Yes {
                let says =
                    "Say in `items` what to do: only what people may do as before needs none.";
                self.fault(&rule.may.span, says);
            }
            Rule {
                span,
                may: rule.may.value,
                short: rule.short.as_ref().map(|short| self.words(short)),
                items: rule.items.iter().map(|item| self.item(item)).collect(),
            }
        });
        CareTopic {
            id,
            title,
            rules: rules.collect(),
        }
    }

    /// Spans of time that follow each other: the first begins with the treatment, the last has no
    /// end. `ends` names the end of each, and where it would stand.
    fn one_after_the_other(
        &self,
        ends: Vec<(Option<&Name>, &Range<usize>)>,
        what: &str,
    ) -> Vec<Since> {
        let last = ends.len().saturating_sub(1);
        let mut from: Option<Arc<Wait>> = None;
        let spans = ends.into_iter().enumerate().map(|(nth, (name, place))| {
            let to = name.map(|name| self.find_wait(name));
            match (name, &to) {
                (Some(name), _) if nth == last => self.fault(
                    &name.span,
                    format!("After this nothing is said. The last {what} has no `to`."),
                ),
                (None, _) if nth < last => self.fault(
                    place,
                    format!("Say by `to` when this {what} ends: another one follows."),
                ),
                (Some(name), Some(to)) => {
                    let before = from
                        .as_ref()
                        .filter(|it| it.length.longest_minutes() >= to.length.longest_minutes());
                    if let Some(before) = before {
                        let before = clean::echo(&before.id);
                        let says = format!(
                            "This {what} ends before it begins: the one before it ends with \
                             `{before}`."
                        );
                        self.fault(&name.span, says);
                    }
                }
                _ => {}
            }
            Since {
                from: std::mem::replace(&mut from, to.clone()),
                to,
            }
        });
        spans.collect()
    }
}
