# What a person is told when a sign-in with another party's identity was refused.
identity-choose-again = You did not complete the sign-in. You can try again or choose another way to sign in.
identity-begin-again = The sign-in did not work. Please start again.
identity-later = The service you want to sign in with is not answering. Try again in a few minutes or choose another way to sign in.
identity-higher-level = A more secure sign-in is needed. Try again and choose a higher level at your identity provider.
identity-second-factor = A second confirmation is needed, such as a code on your phone. Turn it on at your identity provider and try again.
identity-consent = Your identity provider did not send us something we need. Try again and allow the requested data to be sent.
identity-tell-us = We could not verify the answer of your identity provider. Choose another way to sign in, and tell us about the problem.
