# What a person is told when a sign-in with another party's identity was refused.
identity-choose-again = 您没有完成登录。您可以重试，或选择其他登录方式。
identity-begin-again = 登录未成功。请重新开始。
identity-later = 您选择的登录服务没有响应。请几分钟后重试，或选择其他登录方式。
identity-higher-level = 需要更安全的登录。请重试，并在您的身份提供方选择更高的级别。
identity-second-factor = 需要第二次确认，例如手机验证码。请在您的身份提供方开启后重试。
identity-consent = 您的身份提供方没有发送我们需要的信息。请重试，并允许发送所请求的数据。
identity-tell-us = 我们无法核实您的身份提供方的答复。请选择其他登录方式，并把问题告诉我们。
