import { type Catalogue, toLink } from 'entrenous'
import { useEffect, useState } from 'react'
import { Pressable, SafeAreaView, ScrollView, Share, StyleSheet, Text, TextInput, View } from 'react-native'
import { loadCatalogue } from './catalogue'
import { find, type Pending, preview, type Shown, send } from './referral'

const topics = [
  { concept: 'anxiety.panic', words: 'Panic' },
  { concept: 'grief', words: 'Grief' },
  { concept: 'sleep', words: 'Sleep' },
]

/** One question, who fits and why, the words that would be sent, and the sheet of the device to send the link with. */
export function App() {
  const [catalogue, setCatalogue] = useState<Catalogue>()
  const [topic, setTopic] = useState<string>()
  const [email, setEmail] = useState('')
  const [pending, setPending] = useState<Pending>()
  const [trouble, setTrouble] = useState<string>()

  useEffect(() => {
    loadCatalogue().then(
      (opened) => (opened.ok ? setCatalogue(opened.value) : setTrouble('The list cannot be used right now.')),
      () => setTrouble('The list cannot be reached right now.'),
    )
  }, [])

  const answers = { needs: [{ concept: topic ?? '' }], contact: { email } }
  const found = catalogue !== undefined && topic !== undefined ? find(answers, catalogue) : []

  const show = (one: Shown) => {
    if (catalogue === undefined) return
    const next = preview(answers, one.match, catalogue)
    if (typeof next === 'string') setTrouble(next)
    else setPending(next)
  }

  const agree = async (agreed: Pending) => {
    const sealed = send(agreed)
    if (typeof sealed === 'string') return setTrouble(sealed)
    // Only the sealed token leaves. The ticket stays: seal it with `entrenous/ticket` to read answers later.
    await Share.share({ message: toLink(sealed.token, 'https://harbour.example/open') })
    setPending(undefined)
  }

  return (
    <SafeAreaView style={look.page}>
      <ScrollView>
        {trouble !== undefined && <Text accessibilityLiveRegion="polite">{trouble}</Text>}
        <Text accessibilityRole="header" style={look.title}>
          What is it about?
        </Text>
        {topics.map(({ concept, words }) => (
          <Choice key={concept} words={words} chosen={topic === concept} onChoose={() => setTopic(concept)} />
        ))}
        <TextInput accessibilityLabel="Your e-mail address" onChangeText={setEmail} value={email} style={look.field} />
        {typeof found === 'string' ? (
          <Text>{found}</Text>
        ) : (
          found.map((one) => (
            <View key={one.name} style={look.card}>
              <Text style={look.title}>{one.name}</Text>
              {one.why.map((reason) => (
                <Text key={reason}>{reason}</Text>
              ))}
              {one.match.sealable && (
                <Choice words="See what would be sent" chosen={false} onChoose={() => show(one)} />
              )}
            </View>
          ))
        )}
        {pending !== undefined && (
          <View style={look.card}>
            <Text>{pending.words}</Text>
            <Choice words="Send this" chosen={false} onChoose={() => void agree(pending)} />
          </View>
        )}
      </ScrollView>
    </SafeAreaView>
  )
}

function Choice({ words, chosen, onChoose }: { words: string; chosen: boolean; onChoose: () => void }) {
  return (
    <Pressable
      accessibilityRole="button"
      accessibilityState={{ selected: chosen }}
      onPress={onChoose}
      style={look.choice}
    >
      <Text>{words}</Text>
    </Pressable>
  )
}

const look = StyleSheet.create({
  page: { flex: 1, padding: 16 },
  title: { fontSize: 22, marginVertical: 8 },
  field: { borderWidth: 1, borderRadius: 8, minHeight: 48, padding: 12, marginVertical: 8 },
  choice: { borderWidth: 1, borderRadius: 12, minHeight: 48, padding: 12, marginVertical: 4 },
  card: { borderWidth: 1, borderRadius: 12, padding: 16, marginVertical: 8 },
})
